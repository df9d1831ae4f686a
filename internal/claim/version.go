package claim

// Version names the rules by which claims 45are made, notes included. A case whose
// claims 45were made by others makes them anew.
const Version = "claims 45"
