local kept

return { name = "bad", api = 1,
  functions = {
    hold = function(loop)
      kept = loop
      return loop.index
    end,
    show = function()
      return kept.index  -- expect: plugin-error
    end,
  },
}
