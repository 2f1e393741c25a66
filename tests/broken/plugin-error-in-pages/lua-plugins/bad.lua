return { name = "bad", api = 1,
  pages = function()
    error("no pages today")  -- expect: plugin-error
  end,
}
