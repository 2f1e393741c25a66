return { name = "bad", api = 1,
  shortcode = { chart = function() return "a chart" end }, -- expect: wrong-plugin
}
