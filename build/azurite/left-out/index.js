// Nothing: Azurite loads it and calls nothing of it (--disableTelemetry, --inMemoryPersistence).
