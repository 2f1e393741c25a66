return {
  name = "sides", api = 1,
  article = function() return { afterBody = brief.html.p "below" } end, -- expect: plugin-error
}
