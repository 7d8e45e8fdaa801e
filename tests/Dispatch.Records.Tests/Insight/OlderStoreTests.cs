using System.Reflection;
using Dispatch.Records.Insight;
using Shouldly;

namespace Dispatch.Records.Tests.Insight;

public class OlderStoreTests
{
    public static TheoryData<string, string> Kinds => new() { { RecordStore.Sqlite, "sqlite" }, { RecordStore.Postgres, "postgres" } };

    [Theory, MemberData(nameof(Kinds))]
    public async Task Store_OfTheVersionBefore_IsBroughtUpAndCounted(string kind, string dialect)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        await record.ExecuteAsync("CREATE TABLE LedgerSchema (Version integer NOT NULL PRIMARY KEY)");
        await record.ExecuteAsync(Script($"{dialect}-0001-ledger.sql"));
        await record.ExecuteAsync("INSERT INTO LedgerSchema (Version) VALUES (1)");
        var insight = record.Insight();
        var day = DateOnly.FromDateTime(RecordStore.Noon.UtcDateTime);
        var where = new InsightWhere(LocalTime.Windows(RecordStore.Ledger, TimeZoneInfo.Utc, day, day), ["request.submitted"], []);

        (await insight.CountAsync(new InsightQuery(where, []), default)).Total.Count.ShouldBe(0);
        await record.AppendAsync(5);

        (await insight.CountAsync(new InsightQuery(where, [Facet.Service]), default)).Total.Count.ShouldBe(5);
        (await record.VerifyAsync()).Findings.ShouldBeEmpty();
        await ((insight as IAsyncDisposable)?.DisposeAsync() ?? default);
    }

    private static string Script(string name)
    {
        using var reader = new StreamReader(Assembly.GetAssembly(typeof(IInsight))!.GetManifestResourceStream($"Dispatch.Records.Schema.{name}")!);
        return reader.ReadToEnd();
    }
}
