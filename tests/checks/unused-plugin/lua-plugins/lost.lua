-- expect-file: unused-plugin
return { name = "lost", api = 1 }
