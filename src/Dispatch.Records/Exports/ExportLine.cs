using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;

namespace Dispatch.Records.Exports;

/// <summary>Entries and roots as lines of JSON. Moments are ISO 8601 with six decimals, bytes lower-case hexadecimal; what is missing is left out.</summary>
internal static class ExportLine
{
    private const string Moment = "yyyy-MM-ddTHH:mm:ss.ffffffZ";
    private static readonly JsonSerializerOptions Spelling = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(LedgerHead root) => new JsonObject
    {
        ["ledger"] = root.Ledger,
        ["day"] = Micros.Day(root.RecordedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["sequence"] = root.Sequence,
        ["hash"] = root.Hash,
        ["recordedAt"] = Spell(root.RecordedAt),
    }.ToJsonString(Spelling);

    public static LedgerHead Root(string line)
    {
        var root = JsonDocument.Parse(line).RootElement;
        return new LedgerHead(
            root.GetProperty("ledger").GetString()!, root.GetProperty("sequence").GetInt64(), root.GetProperty("hash").GetString()!, Time(root, "recordedAt"));
    }

    public static string Of(LedgerEntry entry)
    {
        var line = new JsonObject
        {
            ["ledger"] = entry.Ledger,
            ["sequence"] = entry.Sequence,
            ["at"] = Spell(entry.At),
            ["recordedAt"] = Spell(entry.RecordedAt),
            ["actor"] = entry.Actor,
            ["role"] = entry.Role,
            ["action"] = entry.Action,
            ["subject"] = entry.Subject,
            ["commitId"] = entry.CommitId,
            ["community"] = entry.Facets.Community,
            ["service"] = entry.Facets.Service,
            ["level"] = entry.Facets.Level,
            ["responder"] = entry.Facets.Responder,
            ["ageBand"] = entry.Facets.AgeBand,
            ["channel"] = entry.Facets.Channel,
            ["reason"] = entry.Facets.Reason,
            ["with"] = entry.Facets.With,
            ["item"] = entry.Facets.Item,
            ["amount"] = entry.Facets.Amount,
            ["digest"] = entry.Digest.IsEmpty ? null : Convert.ToHexStringLower(entry.Digest.AsSpan()),
            ["prevHash"] = Convert.ToHexStringLower(entry.PrevHash.AsSpan()),
            ["hash"] = Convert.ToHexStringLower(entry.Hash.AsSpan()),
        };
        foreach (var missing in line.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            line.Remove(missing);
        }

        return line.ToJsonString(Spelling);
    }

    public static LedgerEntry Entry(string line)
    {
        using var document = JsonDocument.Parse(line);
        var entry = document.RootElement;
        return new LedgerEntry(
            Text(entry, "ledger") ?? "",
            entry.GetProperty("sequence").GetInt64(),
            Time(entry, "at"),
            Time(entry, "recordedAt"),
            Text(entry, "actor") ?? "",
            Text(entry, "role"),
            Text(entry, "action") ?? "",
            Text(entry, "subject") ?? "",
            Text(entry, "commitId") ?? "",
            new Facets(
                Text(entry, "community"),
                Text(entry, "service"),
                Text(entry, "level"),
                Text(entry, "responder"),
                Text(entry, "ageBand"),
                Text(entry, "channel"),
                Text(entry, "reason"),
                Text(entry, "with"),
                Text(entry, "item"),
                entry.TryGetProperty("amount", out var amount) ? amount.GetInt64() : null),
            Bytes(entry, "digest"),
            Bytes(entry, "prevHash"),
            Bytes(entry, "hash"));
    }

    private static string Spell(DateTimeOffset at) => at.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonElement of, string name) => DateTimeOffset.ParseExact(
        of.GetProperty(name).GetString()!, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static ImmutableArray<byte> Bytes(JsonElement of, string name) => Text(of, name) is { } hex ? [.. Convert.FromHexString(hex)] : [];
}
