#!/usr/bin/env bash
# The command `sage` from a source tree: finds a JDK, builds what is missing or out of date, starts.
#
# SAGE_JAVA_OPTS adds options to the JVM; SAGE_DEBUG=1 shows stack traces; SAGE_SERVER_MEMORY is the
# largest heap of the server (1g).
set -euo pipefail

# Where this file really is, whatever links lead here.
source=${BASH_SOURCE[0]}
while [ -L "$source" ]; do
  folder=$(cd -P "$(dirname "$source")" && pwd)
  source=$(readlink "$source")
  case $source in /*) ;; *) source=$folder/$source ;; esac
done
case $source in */*) folder=${source%/*} ;; *) folder=. ;; esac
root=$(cd -P "${folder:-/}" && pwd)
cli=$root/apps/cli/target/dist
server=$root/apps/server/target/dist
lock=$root/.sage/build.lock
log=$root/.sage/build.log

say() { printf 'sage: %s\n' "$*" >&2; }
fail() {
  say "$@"
  exit 3
}

# The major version of the JDK in folder $1, read from its `release` file: starting it would cost
# more than all the rest of this script.
major() {
  local line
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#*\"}
        line=${line%%[.\"+-]*}
        case $line in '' | *[!0-9]*) return 1 ;; esac
        printf -v "$2" %s "$line"
        return 0
        ;;
    esac
  done <"$1/release"
  return 1
}

find_jdk() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/*java* /opt/*temurin* \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$home" ] && major "$home" version && [ "$version" -ge 25 ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  say "SAGE needs a JDK 25 or later and there is none in JAVA_HOME, /usr/lib/jvm, /opt or ~/.sdkman."
  say "Install one, for example Temurin 25 from https://adoptium.net, and point JAVA_HOME at it."
  say "SAGE necesita un JDK 25 o posterior: instale uno y ponga su carpeta en JAVA_HOME."
  exit 3
}

# Something of the sources is newer than what was built, or nothing was built. The command does not
# need the server.
is_stale() {
  local apps=$root/apps/cli
  [ "$dist" = "$cli" ] || apps=$root/apps
  [ -f "$dist/stamp" ] && [ -f "$cli/stamp" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root/core" "$root/connectors" "$apps" -name target -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -newer "$dist/stamp" -print 2>/dev/null | head -n 1)" ]
}

# A folder is a lock that every system has. One left behind by a dead process is taken over; moving
# it away first lets only one of several take it.
take_lock() {
  local owner
  mkdir -p "${lock%/*}"
  until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/pid" 2>/dev/null || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      mv "$lock" "$lock.$$" 2>/dev/null && rm -rf "$lock.$$"
    elif [ "${1:-}" = once ]; then
      return 1
    else
      sleep 0.2
    fi
  done
  echo $$ >"$lock/pid"
  trap 'rm -rf "$lock"' EXIT
}

free_lock() {
  rm -rf "$lock"
  trap - EXIT
}

maven() { (cd "$root" && exec mvn "$@"); }

need_maven() {
  command -v mvn >/dev/null || fail "Maven 3.8.6 or later is needed to build: install it (apt install maven, brew install maven)."
}

build() {
  need_maven
  take_lock
  if is_stale; then
    say "building… (building.log: $log)"
    if ! maven -B -q -Dquick -Dmaven.test.skip=true -pl "$modules" -am package >"$log" 2>&1 </dev/null; then
      cat "$log" >&2
      fail "the build failed; its log is $log"
    fi
  fi
  free_lock
}

# The same for every start: a cache of classes holds for exactly these.
jvm=(--enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -XX:+UseSerialGC
  -Xlog:disable -Xlog:all=off -Dfile.encoding=UTF-8)

# The server's own jars, then those that it shares with the command.
class_path() {
  local jar LC_ALL=C
  path=
  [ "$dist" = "$cli" ] || for jar in "$dist"/lib/*.jar; do path=$path${path:+:}$jar; done
  for jar in "$cli"/lib/*.jar; do path=$path${path:+:}$jar; done
}

# Start-up work done once (JEP 514): a usual command, or a start of the server, is walked through and
# what it loaded is kept. Whatever goes wrong here only makes starts slower.
train() {
  local work=$dist/training
  if take_lock once; then
    if [ ! -e "$dist/sage.aot" ]; then
      rm -rf "$work" && mkdir -p "$work" && cp "$root"/apps/cli/src/training/* "$work" &&
        (cd "$work" && "$JAVA_HOME/bin/java" "${jvm[@]}" -XX:AOTCacheOutput="$work/sage.aot" -cp "$path" \
          "$main" train . >"$work/log" 2>&1 </dev/null) || true
      # An empty file says: tried, cannot be had.
      [ -s "$work/sage.aot" ] || : >"$work/sage.aot"
      mv "$work/sage.aot" "$dist/sage.aot" 2>/dev/null || true
    fi
    free_lock
  fi
}

run_tests() {
  need_maven
  say "JDK: $JAVA_HOME"
  maven -B -ntp verify "$@"
}

# Names with accents need a locale that knows them.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[uU][tT][fF]*8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

find_jdk
if [ "${1:-}" = test ]; then
  shift
  run_tests "$@"
  exit
fi
# Work that goes to functions, on this machine: what stands in for the cloud is not shipped.
if [ "${1:-}" = demo ] && [ "${2:-}" = --burst ]; then
  shift 2
  need_maven
  exec "$root/bench/run" burst --files 60 --functions 2 "$@"
fi
dist=$cli modules=apps/cli main=dev.sage.cli.Sage memory=512m
if [ "${1:-}" = up ]; then
  case " $* " in
    *' -h '* | *' --help '*) ;;
    *)
      shift
      dist=$server modules=apps/cli,apps/server main=dev.sage.server.Server memory=${SAGE_SERVER_MEMORY:-1g}
      ;;
  esac
fi
jvm+=(-Xmx"$memory")
if is_stale; then build; fi
class_path
[ -e "$dist/sage.aot" ] && [ ! "$dist/stamp" -nt "$dist/sage.aot" ] && [ ! "$cli/stamp" -nt "$dist/sage.aot" ] || { rm -f "$dist/sage.aot"; train; }
[ -s "$dist/sage.aot" ] && jvm+=(-XX:AOTCache="$dist/sage.aot")
[ -t 1 ] && export SAGE_TTY_OUT=1
[ -t 2 ] && export SAGE_TTY=1
# shellcheck disable=SC2086 # options are words
exec "$JAVA_HOME/bin/java" "${jvm[@]}" ${SAGE_JAVA_OPTS:-} -Dsage.root="$root" -cp "$path" "$main" "$@"
