// eth-phishing-detect, asked for each host on standard input: {"folder", "extra", "hosts"} in, {"bad", "seconds"} out.
const read = JSON.parse(require("fs").readFileSync(0, "utf8"));
const Detector = require(read.folder + "/eth-phishing-detect/src/detector.js");
const config = { ...require(read.folder + "/eth-phishing-detect/src/config.json"), whitelist: [] };
config.blacklist = config.blacklist.concat(read.extra);
const detector = new Detector(config);
const began = process.cpuUsage();
const bad = read.hosts.map((host) => detector.check(host).result);
const spent = process.cpuUsage(began);
process.stdout.write(JSON.stringify({ bad, seconds: (spent.user + spent.system) / 1e6, entries: config.blacklist.length }));
