from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from knowledge.embeddings.embedding import EmbeddingUnavailable, embed, embedding_model
from knowledge.patience import Trouble
from knowledge.vectors.pinecone_api import create_index


class Command(BaseCommand):
    help = "Make the Pinecone index that PINECONE_INDEX names, of the size of the embedding model's vectors."

    def handle(self, **options: object) -> None:
        if settings.VECTOR_ENGINE != "pinecone":
            raise CommandError("Vectors are kept in PostgreSQL, which needs no index made. Set PINECONE_API_KEY first.")
        try:
            size = len(embed(["size"], purpose="passage")[0])
            is_new = create_index(size)
        except (EmbeddingUnavailable, Trouble) as trouble:
            raise CommandError(f"The index was not made: {trouble.reason}.") from trouble
        state = f"made for vectors of {size} numbers ({embedding_model()})" if is_new else "there already"
        self.stdout.write(f"{settings.PINECONE_INDEX}: {state}.")
