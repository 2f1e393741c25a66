return {
  name = "chart", api = 1, description = "what a wrong option is told to be is one that it may be",
  options = {
    share = { type = "number", default = 0.5, min = 0, max = 1 },
    height = { type = "integer", min = 20 },
    count = { type = "integer" },
    shape = { type = "string", default = "bars", choices = { "bars", "lines" } },
  },
}
