# A memory aid. Everything here is one command that you can type yourself.
.DEFAULT_GOAL := help
.PHONY: help verify run proof

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST)

verify: ## build and test everything
	mvn verify

run: ## run the container with the samples
	./modkit run

proof: ## everything a change must pass
	.ci/run
