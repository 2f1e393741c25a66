# SPDX-License-Identifier: MIT
# Completion of brief for fish.
complete -c brief -f
complete -c brief -n __fish_use_subcommand -a build -d 'Build the site'
complete -c brief -s C -l directory -x -a '(__fish_complete_directories)' -d 'Folder of the site'
complete -c brief -s o -l output -x -a '(__fish_complete_directories)' -d 'Folder to write to'
complete -c brief -l base-url -x -d 'Address of the archive'
complete -c brief -l at -x -d 'Build as of a time'
complete -c brief -l drafts -d 'Show drafts too'
complete -c brief -s j -l jobs -x -d 'Number of worker processes'
complete -c brief -l strict -d 'Warnings fail the build'
complete -c brief -l clean -d 'Write every file anew'
complete -c brief -s q -l quiet -d 'Print mistakes only'
complete -c brief -s v -l verbose -d 'Print every warning'
complete -c brief -l diagnostics -x -a 'text json github' -d 'Form of errors and warnings'
complete -c brief -l color -x -a 'auto always never' -d 'Coloured messages'
complete -c brief -s h -l help -d 'Print a summary'
complete -c brief -l version -d 'Print the version'
