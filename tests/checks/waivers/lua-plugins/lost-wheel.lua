-- expect-file: unused-plugin
return { name = "lost-wheel", api = 1 }
-- expect-next: unused-waiver
-- brief: allow unused-plugin: too late for the file
