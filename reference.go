package stemma

// A Reference is one entry of a list of names that a person added to the case:
// somebody known from elsewhere, under all his names. Lists are looked at for
// candidates, never joined with what the documents speak of.
type Reference struct {
	List   string // the name of the list
	ID     string // of the entry, in its list
	Schema string // of FollowTheMoney: "Person", "Company"; "" if not known
	Names  []string
}
