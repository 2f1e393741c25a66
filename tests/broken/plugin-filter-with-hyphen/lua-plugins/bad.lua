-- What layouts cannot call is said here, and not again where they try.
return {
  name = "bad", api = 1,
  filters = { ["my-f"] = function(text) return text end }, -- expect: wrong-plugin
}
