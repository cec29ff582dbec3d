"""The stack that promptgate replaces: FastAPI behind one uvicorn worker, which looks up the
words of a prompt in the list of banned ones, as midjourney-api does, and records nothing."""
import os

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel

with open(os.environ["BANNED_WORDS"]) as file:
    BANNED = {line.strip().lower() for line in file if line.strip() and not line.startswith("#")}


class Question(BaseModel):
    text: str


app = FastAPI()


@app.post("/v1/moderate")
async def moderate(body: Question):
    words = {word.lower() for word in body.text.split()}
    if words & BANNED:
        return JSONResponse(status_code=200, content={"code": 14, "message": "banned prompt"})
    return {"message": "success"}
