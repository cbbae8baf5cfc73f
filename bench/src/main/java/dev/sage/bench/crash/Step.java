package dev.sage.bench.crash;

import java.util.Optional;

/// Where an execution is hit, and what hits it.
public enum Step {
  /// The process is killed as soon as the execution has its directory and its id.
  CLAIMED(What.PROCESS, Where.FILES),
  /// ... as soon as there is a part of the input.
  SPLITTING(What.PROCESS, Where.FILES),
  /// ... as soon as some parts are staged.
  STAGING(What.PROCESS, Where.FILES),
  /// ... at one of the statements before the first row is copied.
  PREPARING(What.PROCESS, Where.WIRE),
  /// ... somewhere within the rows that are copied.
  COPYING(What.PROCESS, Where.WIRE),
  /// ... when a copy is ended, and the server has not heard of it.
  COPIED(What.PROCESS, Where.WIRE),
  /// ... at one of the statements between the last row and the commit.
  APPLYING(What.PROCESS, Where.WIRE),
  /// ... when it has sent the commit, and the server has not got it.
  BEFORE_COMMIT(What.PROCESS, Where.WIRE),
  /// ... when the server has got the commit, and may be at it.
  COMMITTING(What.PROCESS, Where.WIRE),
  /// ... when the server has committed, and the process has not heard of it.
  COMMITTED(What.PROCESS, Where.WIRE),
  /// ... when it has heard of the commit.
  AFTER_COMMIT(What.PROCESS, Where.WIRE),
  /// ... as soon as the report is written.
  REPORTED(What.PROCESS, Where.FILES),
  /// ... as soon as the result is written.
  RECORDED(What.PROCESS, Where.FILES),
  /// ... at any instant.
  ANY_INSTANT(What.PROCESS, Where.TIME),
  /// The connection is cut within the rows that are copied.
  CUT_COPYING(What.CONNECTION, Where.WIRE),
  /// ... before the server gets the commit.
  CUT_BEFORE_COMMIT(What.CONNECTION, Where.WIRE),
  /// ... when the server has got the commit, and may be at it.
  CUT_COMMITTING(What.CONNECTION, Where.WIRE),
  /// ... when the server has committed, and the process has not heard of it.
  CUT_COMMITTED(What.CONNECTION, Where.WIRE),
  /// The server is killed within the rows that are copied, and started again.
  SERVER_COPYING(What.SERVER, Where.WIRE),
  /// ... when it has got the commit, and may be at it.
  SERVER_COMMITTING(What.SERVER, Where.WIRE),
  /// Two processes at once on one directory; one of them may be killed.
  TWINS_OF_A_DIRECTORY(What.PROCESS, Where.TWINS),
  /// Two processes at once on one execution in two directories; one of them may be killed.
  TWINS_OF_AN_EXECUTION(What.PROCESS, Where.TWINS);

  /// What is hit.
  enum What {
    PROCESS,
    CONNECTION,
    SERVER
  }

  /// How the step is seen.
  enum Where {
    FILES,
    WIRE,
    TIME,
    TWINS
  }

  private final What what;
  private final Where where;

  Step(What what, Where where) {
    this.what = what;
    this.where = where;
  }

  What what() {
    return what;
  }

  Where where() {
    return where;
  }

  /// The point on the wire, of what a whole run was seen to send.
  Optional<Trap.Point> point(Traffic whole, java.util.Random random) {
    return switch (this) {
      case PREPARING -> Trap.statement(1, whole.statementsBeforeCopy(), random);
      case COPYING, CUT_COPYING, SERVER_COPYING -> Trap.bytes(whole.copied(), random);
      case COPIED -> Trap.copyDone(whole.copies(), random);
      case APPLYING -> Trap.statement(whole.statementsBeforeEnd() + 1, whole.statements(), random);
      case BEFORE_COMMIT,
          COMMITTING,
          COMMITTED,
          AFTER_COMMIT,
          CUT_BEFORE_COMMIT,
          CUT_COMMITTING,
          CUT_COMMITTED,
          SERVER_COMMITTING ->
          Trap.commit(whole.commits());
      case CLAIMED,
          SPLITTING,
          STAGING,
          REPORTED,
          RECORDED,
          ANY_INSTANT,
          TWINS_OF_A_DIRECTORY,
          TWINS_OF_AN_EXECUTION ->
          Optional.empty();
    };
  }

  Trap.Moment moment() {
    return switch (this) {
      case COMMITTING, CUT_COMMITTING, SERVER_COMMITTING -> Trap.Moment.FORWARDED;
      case COMMITTED, CUT_COMMITTED -> Trap.Moment.ANSWERED;
      case AFTER_COMMIT -> Trap.Moment.DELIVERED;
      case CLAIMED,
          SPLITTING,
          STAGING,
          PREPARING,
          COPYING,
          COPIED,
          APPLYING,
          BEFORE_COMMIT,
          REPORTED,
          RECORDED,
          ANY_INSTANT,
          CUT_COPYING,
          CUT_BEFORE_COMMIT,
          SERVER_COPYING,
          TWINS_OF_A_DIRECTORY,
          TWINS_OF_AN_EXECUTION ->
          Trap.Moment.BEFORE;
    };
  }
}
