from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="payload", name="text"),
        migrations.AddField(model_name="payload", name="wallet_id", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="payload", name="octets", field=models.BinaryField(default=b""), preserve_default=False
        ),
    ]
