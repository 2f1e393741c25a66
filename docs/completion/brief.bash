# SPDX-License-Identifier: MIT
# Completion of brief for bash.
_brief()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    case $before in
        -C|--directory|-o|--output) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
        --diagnostics) mapfile -t COMPREPLY < <(compgen -W 'text json github' -- "$word"); return ;;
        --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
        --at|--base-url|-j|--jobs) return ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '-C --directory -o --output --base-url --at --drafts -j --jobs --strict --clean
            -q --quiet -v --verbose --diagnostics --color -h --help --version' -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -W 'build' -- "$word")
    fi
}
complete -F _brief brief
