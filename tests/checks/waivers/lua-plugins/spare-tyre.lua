return { name = "spare-tyre", api = 1 } -- brief: allow unused-plugin: runs in the twin of the archive
