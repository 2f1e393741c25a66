module.exports = class { data() { return { draft: true }; } };
