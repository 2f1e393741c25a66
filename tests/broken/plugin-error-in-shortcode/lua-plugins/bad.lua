return { name = "bad", api = 1,
  shortcodes = {
    box = function(arguments)
      return brief.html.p(arguments.n + {})  -- expect: plugin-error
    end,
  },
}
