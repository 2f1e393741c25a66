-- A shortcode may have a dash, a letter of a layout may have an accent.
return {
  name = "names", api = 1,
  options = {
    size = {
      type = "integer",
      choices = { 1, "2" }, -- expect: wrong-plugin
    },
  },
  filters = {
    ["loud-voice"] = function(value) return value end, -- expect: wrong-plugin
    ["größer"] = function(value) return value end,
  },
  functions = {
    ["2nd"] = function() return 2 end, -- expect: wrong-plugin
    third_2 = function() return 3 end,
  },
  shortcodes = {
    ["bar-chart"] = function() return "a chart" end,
    ["größe"] = function() return "a size" end, -- expect: wrong-plugin
    ["a chart"] = function() return "a chart" end, -- expect: wrong-plugin
  },
}
