package claim

// Version names the rules by which claims 39are made, notes included. A case whose
// claims 39were made by others makes them anew.
const Version = "claims 39"
