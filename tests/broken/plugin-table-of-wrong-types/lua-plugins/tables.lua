return {
  name = "tables", api = 1,
  description = 5, -- expect: wrong-plugin
  options = { -- expect: wrong-plugin
    "nameless",
    order = {
      type = "string",
      choices = "age", -- expect: wrong-plugin
    },
    heading = {
      type = "string",
      help = 7, -- expect: wrong-plugin
    },
  },
}
