return {
  name = "slots", api = 1,
  article = function() return { slots = { after_body = brief.html.p "below" } } end, -- expect: plugin-error
}
