"""One Markdown source to html and docx: ``template.render``, then ``html.to_html`` or ``docx.to_docx``."""
