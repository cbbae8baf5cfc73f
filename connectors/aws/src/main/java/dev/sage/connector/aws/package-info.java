/// Amazon's services, and others that speak like them: [S3Store] keeps the files of executions in a
/// bucket, [DynamoDbLeases] gives leases from a table.
///
/// Buckets are written by conditional requests alone. No clock of this machine is trusted to say
/// that a lease of another one has expired.
@NullMarked
package dev.sage.connector.aws;

import org.jspecify.annotations.NullMarked;
