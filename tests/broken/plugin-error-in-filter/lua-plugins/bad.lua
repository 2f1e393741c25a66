return { name = "bad", api = 1,
  filters = {
    shout = function(text)
      return text.x.y  -- expect: plugin-error
    end,
  },
}
