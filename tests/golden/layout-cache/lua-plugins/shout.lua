-- SPDX-License-Identifier: MIT
return {
  name = "shout",
  api = 1,
  filters = {
    shout = function(text)
      return text .. "!"
    end,
  },
}
