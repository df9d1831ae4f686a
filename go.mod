module github.com/stemma/stemma

go 1.26
