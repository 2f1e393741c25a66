return {
  name = "reading", api = 1, description = "a field that a layout asks of the article itself",
  article = function() return { reading = "more" } end,
}
