-- brief: allow unused-plugin: runs in the twin of the archive
return { name = "spare-wheel", api = 1 }
