/// Servers that stand in for Amazon's S3 and DynamoDB, each a process of its own.
@NullMarked
package dev.sage.testing.aws;

import org.jspecify.annotations.NullMarked;
