module.exports = {permalink: false};
