local words, more = require("words"), require("lib.more")
return { name = "used", api = 1 }
