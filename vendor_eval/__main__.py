"""python -m vendor_eval: for machines where the scripts folder is not on PATH."""

from vendor_eval.cli import main

if __name__ == "__main__":
    main()
