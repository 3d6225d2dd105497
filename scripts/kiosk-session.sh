#!/bin/sh
# An X session that shows nothing but Rollcall (docs/kiosks.md, "A Linux session of its own").
#
#   kiosk-session.sh COMMAND…     what starts Rollcall; it is started anew whenever it ends
#
# The window manager has no key, no button and no second desktop, so that nothing leads to another program.
set -u
[ $# -gt 0 ] || { echo 'usage: kiosk-session.sh COMMAND…' >&2; exit 2; }

folder=$(mktemp -d)
manager=
app=
finish() {
  trap - EXIT INT TERM HUP
  [ -z "$app" ] || kill "$app" 2>/dev/null
  [ -z "$manager" ] || kill "$manager" 2>/dev/null
  rm -rf "$folder"
  exit 0
}
trap finish EXIT INT TERM HUP

cat > "$folder/rc.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <keyboard></keyboard>
  <mouse></mouse>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
XML

# The display of a kiosk stays on.
xset s off s noblank -dpms 2>/dev/null

while :; do
  openbox --config-file "$folder/rc.xml" &
  manager=$!
  while kill -0 "$manager" 2>/dev/null; do
    "$@" &
    app=$!
    wait "$app"
    app=
    sleep 1
  done
done
