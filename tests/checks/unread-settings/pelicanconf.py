IGNORE_FILES = ["*.wip.md"]
