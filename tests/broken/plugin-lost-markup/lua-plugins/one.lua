return {
  name = "one", api = 1,
  article = function() return { slot = brief.html.p "below" } end, -- expect: plugin-error
}
