return { name = "tables", api = 1, shortcodes = { table = function(given) return brief.html.p(brief.read_data(given.file).a) end } }
