# Becomes the command given, after leaving behind a watcher that ends it when the launcher is gone.
# The launcher holds the other end of standard input: it closes by itself however the launcher dies.
# $1 signal for an orderly end, $2 signal for a hard one, $3 seconds between them, then the command.
orderly=$1 hard=$2 grace=$3
shift 3
born() {
    if [ -r "/proc/$$/stat" ]; then
        stat=$(cat "/proc/$$/stat" 2>/dev/null) && set -- ${stat##*) } && echo "${20}"
    else
        ps -o lstart= -p $$
    fi
}
exec 3<&0 </dev/null
since=$(born)
# Two forks: the watcher must not be a child of the command, which may count its children.
(
    (
        while read -r line <&3; do :; done
        [ "$(born)" = "$since" ] && kill "-$orderly" $$
        while [ "$grace" -gt 0 ] && [ "$(born)" = "$since" ]; do
            sleep 1
            grace=$((grace - 1))
        done
        [ "$(born)" = "$since" ] && kill "-$hard" $$
    ) >/dev/null 2>&1 &
)
exec 3<&-
exec "$@"
