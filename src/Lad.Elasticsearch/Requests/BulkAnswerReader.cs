using System.Text.Json;
using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

/// <summary>Reads what became of the operations of a bulk request in one pass over the answer's bytes.</summary>
/// <param name="answer">A success.</param>
/// <param name="request">What was asked.</param>
/// <param name="text">Makes what the server says presentable.</param>
internal sealed class BulkAnswerReader(Answer answer, string request, ServerText text)
{
    private bool hasItems;
    private bool hasErrors;
    private int count;
    private BulkItem[] items = [];

    /// <summary>The answer.</summary>
    /// <param name="expected">Items that it must have.</param>
    /// <exception cref="ElasticsearchException">It is none, or has another number of items.</exception>
    public BulkAnswer Read(int expected)
    {
        items = new BulkItem[expected];
        try
        {
            var reader = new Utf8JsonReader(answer.Body.Written.Span);
            ReadRoot(ref reader);
        }
        catch (JsonException failure)
        {
            throw BadAnswer.Of(answer, request, failure, text);
        }
        catch (InvalidOperationException)
        {
            throw BadAnswer.Of(answer, request, "text that is not UTF-8");
        }
        if (!hasItems || !hasErrors) throw BadAnswer.Of(answer, request, $"an answer without {(hasItems ? "errors" : "items")}");
        return count == expected ? new BulkAnswer(items) : throw BadAnswer.Of(answer, request, $"{count:N0} items for {expected:N0} operations");
    }

    private void ReadRoot(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Expect(JsonTokenType.StartObject, "the answer");
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("items"u8))
            {
                ReadItems(ref reader);
            }
            else if (reader.ValueTextEquals("errors"u8))
            {
                reader.Boolean("errors");
                hasErrors = true;
            }
            else
            {
                reader.SkipValue();
            }
        }
        if (reader.Read()) throw new JsonException("there is more behind its end");
    }

    private void ReadItems(ref Utf8JsonReader reader)
    {
        hasItems = true;
        reader.Next();
        reader.Expect(JsonTokenType.StartArray, "items");
        while (reader.NextElement())
        {
            reader.Expect(JsonTokenType.StartObject, "an item");
            if (!reader.NextMember()) throw new JsonException("an item is empty");
            reader.Next();
            BulkItem item = ReadItem(ref reader);
            if (count < items.Length) items[count] = item;
            count++;
            if (reader.NextMember()) throw new JsonException("an item has more than one operation");
        }
    }

    private BulkItem ReadItem(ref Utf8JsonReader reader)
    {
        reader.Expect(JsonTokenType.StartObject, "an item's operation");
        long status = 0;
        var store = FailureStoreUse.None;
        (string? Type, string? Reason) error = default;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("status"u8)) status = reader.Number("an item's status");
            else if (reader.ValueTextEquals("failure_store"u8)) store = ReadStore(ref reader);
            else if (reader.ValueTextEquals("error"u8)) error = ReadError(ref reader);
            else reader.SkipValue();
        }
        return status is >= 100 and < 600 ? new BulkItem((int)status, store, error.Type, error.Reason) : throw new JsonException("an item has no status");
    }

    private static FailureStoreUse ReadStore(ref Utf8JsonReader reader)
    {
        reader.Next();
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("an item's failure_store is no text");
        return reader.ValueTextEquals("used"u8) ? FailureStoreUse.Used
            : reader.ValueTextEquals("not_enabled"u8) ? FailureStoreUse.NotEnabled
            : reader.ValueTextEquals("failed"u8) ? FailureStoreUse.Failed
            : FailureStoreUse.None;
    }

    private (string? Type, string? Reason) ReadError(ref Utf8JsonReader reader)
    {
        reader.Next();
        using JsonDocument error = JsonDocument.ParseValue(ref reader);
        return error.RootElement.ValueKind == JsonValueKind.Object ? Cause.Of(error.RootElement, text) : (null, text.Line(error.RootElement.ToString()));
    }
}
