using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;

namespace Dispatch.Domain.Accounts;

/// <summary>A station's account names in ordinal order, and who waits to be approved, by time.</summary>
public sealed record Roll(ImmutableArray<string> Accounts, ImmutableArray<Application> Applications)
{
    private const int MostAccounts = 5_000;
    private const int MostApplications = 200;

    /// <summary>An application nobody looked at is forgotten.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public static readonly Roll Empty = new([], []);

    public Decision<Roll> Enter(string account)
    {
        var place = Accounts.BinarySearch(account, StringComparer.Ordinal);
        return place >= 0 ? this
            : Accounts.Length >= MostAccounts ? new Refusal(RefusalCode.RollFull, $"The roll holds {MostAccounts} accounts.")
            : this with { Accounts = Accounts.Insert(~place, account) };
    }

    public Decision<Roll> Apply(Application application, DateTimeOffset now)
    {
        var waiting = Applications.Where(it => now - it.At < Memory).ToImmutableArray();
        return waiting.Any(it => it.Id == application.Id) ? this
            : waiting.Length >= MostApplications ? new Refusal(RefusalCode.RollFull, $"{MostApplications} applications wait already.")
            : this with { Applications = waiting.Add(application) };
    }

    /// <summary>Without the applications from before the cutoff; itself when there are none.</summary>
    public Roll Forget(DateTimeOffset cutoff) =>
        Applications.Any(it => it.At < cutoff) ? this with { Applications = [.. Applications.Where(it => it.At >= cutoff)] } : this;

    public Decision<Roll> Settle(string applicationId) => Applications.FirstOrDefault(it => it.Id == applicationId) is { } found
        ? this with { Applications = Applications.Remove(found) }
        : new Refusal(RefusalCode.ApplicationUnknown, $"No application '{applicationId}' waits here.");
}
