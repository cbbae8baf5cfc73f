/// What SAGE needs at Amazon, as code: `settings -> stacks -> templates`. Nothing of SAGE runs here
/// and nothing of this is shipped; Amazon is not asked anything until somebody deploys the
/// templates.
///
/// One class for each concern makes its resources in a scope that it is given. Names are made in
/// [Names] and nowhere else, so that stacks of two regions, and policies, agree about them without
/// asking each other.
@NullMarked
package dev.sage.deploy.aws;

import org.jspecify.annotations.NullMarked;
