"""What a person should mend before the RFP goes out: dates, laws, inventories, recipients."""
