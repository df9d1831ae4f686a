package weigh

// Version names the rules by which witnesses are counted. A case whose witnesses
// were counted by others counts them anew.
const Version = "weigh 16"
