package claim

// Version names the rules by which claims are made, notes included. A case whose
// claims were made by others makes them anew.
const Version = "claims 63"
