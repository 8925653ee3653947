# Short names for the two commands; whatever they need, they get by themselves.
.PHONY: help demo verify faults run format docs ci

help: ## Show this text
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: ## Start everything with sample data
	./sluice demo

verify: ## Build, check style and conventions, run every test
	./mvnw verify

faults: ## Run the tests that break things
	./mvnw -Pfaults verify

run: ## Start Sluice with the settings of the environment
	./sluice run

format: ## Format the code
	./mvnw -q spotless:apply

docs: ## Write the manual of the settings anew
	./mvnw -q test -Dtest=ConfigurationDocsTest -Dupdate=true

ci: ## Run what a change has to pass
	.ci/run
