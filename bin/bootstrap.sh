# Sourced by the commands beside it, with $root set. Makes .venv from the lock file: every package is
# checked against its hash, and nothing is installed again while the lock file stays the same.

# What is compiled is kept beside it, whatever the caller's shell prefers for programs of its own: every process
# that starts otherwise compiles a thousand files first.
unset PYTHONDONTWRITEBYTECODE

# To the error stream: what a command itself prints may be piped on.
say() {
  printf '%s\n' "$*" >&2
}

refuse() {
  say "$@"
  exit 1
}

prepare_environment() { # requirements | requirements-test
  local wanted=$1
  # The fast way: one comparison and no lock, so that a second start costs nothing.
  is_prepared "$wanted" && return
  mkdir -p "$root/.cache" 2>/dev/null && [ -w "$root" ] && [ -w "$root/.cache" ] ||
    refuse "The folder $root cannot be written by $(id -un); the environment is made there. Use a copy of your own."
  refuse_without_space
  exec 9>"$root/.cache/environment.lock"
  flock --nonblock 9 || { say "Another command is preparing the environment; waiting for it ..." && flock 9; }
  if ! is_prepared "$wanted"; then
    # An environment that holds the test packages keeps them: the test lock file contains the other one.
    [ "$(installed_name)" = requirements-test ] && wanted=requirements-test
    install_locked "$wanted"
  fi
  exec 9>&- # otherwise the servers started later would hold the lock for as long as they live
}

# ---- what is there already

stamp_of() { # requirements | requirements-test
  echo "$1 $(sha256sum <"$root/$1.txt" | cut -d' ' -f1)"
}

installed_name() {
  local line=""
  [ -f "$root/.venv/installed" ] && read -r line <"$root/.venv/installed"
  echo "${line%% *}"
}

is_prepared() {
  local line=""
  [ -f "$root/.venv/installed" ] && read -r line <"$root/.venv/installed" || return 1
  [ "$line" = "$(stamp_of "$1")" ] || [ "$line" = "$(stamp_of requirements-test)" ] || return 1
  fits "$root/.venv/bin/python"
}

fits() { # a Python the lock files are made for
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null
}

# ---- making it

install_locked() {
  local wanted=$1 environment=$root/.venv python uv
  # `installing` lies there while packages are copied. If it is found at the start, that was cut short,
  # and a package may be there by half: begin anew. The same if the Python it was made from is gone.
  if [ -e "$environment/installing" ] || { [ -e "$environment" ] && ! fits "$environment/bin/python"; }; then
    say "The environment in .venv is incomplete; making it anew ..."
    rm -rf "$environment"
  fi
  python=$(find_python)
  uv=$(find_uv) || { bootstrap_uv "$python" && uv=$root/.cache/uv/bin/uv; }
  say "Installing the locked packages of $wanted.txt ..."
  [ -e "$environment" ] || UV_PYTHON_DOWNLOADS=never "$uv" venv --quiet --python "$python" "$environment" ||
    refuse "The environment $environment could not be made; the lines above say why."
  : >"$environment/installing"
  rm -f "$environment/installed"
  with_package_settings "$python" "$uv" pip sync --quiet --require-hashes --compile-bytecode --python "$environment/bin/python" "$root/$wanted.txt" ||
    refuse "The packages could not be installed; the lines above say why. Run the command again to try again."
  stamp_of "$wanted" >"$environment/installed"
  rm -f "$environment/installing"
}

find_python() {
  local name found="none at all"
  for name in python3 python3.11 python3.12 "$root/.venv/bin/python"; do
    command -v "$name" >/dev/null || continue
    fits "$name" && command -v "$name" && return
    found=$("$name" --version 2>/dev/null || echo "$found")
  done
  refuse "Python 3.11 or 3.12 is needed and was not found (found: $found). On Debian: apt-get install python3"
}

find_uv() {
  command -v uv && return
  local place
  for place in "$root/.venv/bin/uv" "$root/.cache/uv/bin/uv"; do
    "$place" --version >/dev/null 2>&1 && echo "$place" && return
  done
  return 1
}

bootstrap_uv() { # python
  local python=$1 place=$root/.cache/uv
  say "Fetching uv, which installs the packages ..."
  rm -rf "$place"
  if ! "$python" -c 'import ensurepip' 2>/dev/null && ! "$python" -m pip --version >/dev/null 2>&1; then
    install_debian_venv
  fi
  if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv "$place" && "$place/bin/python" -m pip install --quiet --disable-pip-version-check \
      --require-hashes -r "$root/bin/uv-requirements.txt" && return
  else
    "$python" -m pip install --quiet --disable-pip-version-check --target "$place" \
      --require-hashes -r "$root/bin/uv-requirements.txt" && return
  fi
  rm -rf "$place"
  refuse "uv could not be fetched; the lines above say why. If uv is installed some other way, it is used instead."
}

install_debian_venv() {
  local advice="Python's venv module is missing and so is pip. Install it (Debian: apt-get install python3-venv) and start again."
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || refuse "$advice"
  say "Installing python3-venv from Debian ..."
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } >"$root/.cache/apt.log" 2>&1 ||
    refuse "$advice (apt-get failed: $(tail -n 1 "$root/.cache/apt.log"))"
}

# uv reads neither pip.conf nor PIP_*, and trusts a list of authorities of its own. What this machine says about
# where packages come from and whom it trusts counts for uv, too, and for nothing that is started later.
with_package_settings() ( # python command...
  python=$1
  shift
  index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
  if [ -n "$index" ] && [ -z "${UV_INDEX_URL:-}${UV_DEFAULT_INDEX:-}" ]; then export UV_INDEX_URL=$index; fi
  authorities=${PIP_CERT:-$("$python" -m pip config get global.cert 2>/dev/null || true)}
  for file in "$authorities" /etc/ssl/certs/ca-certificates.crt; do
    if [ -z "${SSL_CERT_FILE:-}" ] && [ -s "$file" ]; then export SSL_CERT_FILE=$file; fi
  done
  "$@"
)

refuse_without_space() {
  local free_kib
  free_kib=$(df -Pk "$root" | awk 'NR == 2 { print $4 }')
  [ "${free_kib:-0}" -ge 2097152 ] ||
    refuse "Only $((free_kib / 1024)) MiB are free on the disk of $root; the environment needs 2 GiB."
}
