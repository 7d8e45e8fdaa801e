using System.Globalization;
using System.Net;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Dispatch.Web.Tests.Accounts;

/// <summary>What names a counsellor whose account is closed: shifts, an emergency, a case.</summary>
public sealed class LeavingTests : IAsyncDisposable
{
    private const string Leaver = "leaver.fucheng";
    private const string Colleague = "counsellor2.fucheng";
    private const string Duty = "/api/stations/fucheng/duty";
    private readonly Product _product = new();

    private IGrainFactory Grains => _product.Services.GetRequiredService<IGrainFactory>();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task Counsellor_WhoseAccountIsClosed_IsAGapInThePlanLeadsNothingAndHasLeftTheCase()
    {
        using var newcomer = await Newcomer.InviteAsync(_product, Leaver, "Counsellor", "fucheng");
        using var head = await _product.VisitAsync("head.fucheng");
        using var resident = await _product.VisitAsync();
        var like = (await Grains.GetGrain<ICounsellorGrain>("counsellor1.fucheng").ExportAsync())!.Profile;
        (await Grains.GetGrain<ICounsellorGrain>(Leaver).EnrolAsync(like with { Id = Leaver, LicensedUntil = null, CrisisQualified = true })).Refused.ShouldBeNull();
        await UntilAsync(() => Grains.GetGrain<IRosterGrain>("fucheng").CounsellorsAsync(), known => known.Any(each => each is { Account: Leaver, CrisisQualified: true }));
        await PlanAsync(head);
        await UntilAsync(() => Grains.GetGrain<IRosterGrain>("fucheng").NowAsync(), watch => watch.Lead == Leaver);
        var held = await OwnedAsync(head);
        var emergency = Grains.GetGrain<IEmergencyGrain>(await CryAsync(resident));
        (await UntilAsync(emergency.BriefAsync, brief => brief is not null))!.Lead.ShouldBe(Leaver);

        (await head.PostAsync($"/api/stations/fucheng/people/{Leaver}/close", new { })).Ok(HttpStatusCode.NoContent);

        (await UntilAsync(emergency.BriefAsync, brief => brief!.Lead != Leaver))!.Lead.ShouldBe("head.fucheng");
        var row = await UntilAsync(held.RowAsync, each => each!.Owner != Leaver);
        row!.Human.ShouldBe(row.Owner);
        await UntilAsync(
            async () => (await head.GetAsync($"{Duty}?days=8")).Ok()["duty"]!["gaps"]!.AsArray(),
            gaps => gaps.Any(gap => (string?)gap!["kind"] == "LicenceEnds" && (string?)gap["account"] == Leaver));
        await UntilAsync(
            async () => (await head.GetAsync("/api/duty/alerts")).Ok().AsArray(),
            alerts => alerts.Any(each => (string?)each!["alert"]!["gap"] == "LicenceEnds" && (string?)each["alert"]!["about"] == Leaver));
        (await Grains.GetGrain<ICareNoticesGrain>("head.fucheng").ListAsync()).ShouldContain(notice => notice.CaseId == "leaving-1" && notice.Kind == CareNoticeKind.Left);
        (await Grains.GetGrain<ICareNoticesGrain>(Leaver).ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Counsellor_WhoseRoleIsChanged_LosesLicenceQualificationCompetencesAndNotices()
    {
        using var newcomer = await Newcomer.InviteAsync(_product, Leaver, "Counsellor", "fucheng");
        using var head = await _product.VisitAsync("head.fucheng");
        var own = Grains.GetGrain<ICounsellorGrain>(Leaver);
        var like = (await Grains.GetGrain<ICounsellorGrain>("counsellor1.fucheng").ExportAsync())!.Profile;
        (await own.EnrolAsync(like with { Id = Leaver, LicensedUntil = null, CrisisQualified = true, Competences = [Population.Elders] })).Refused.ShouldBeNull();
        var notices = Grains.GetGrain<ICareNoticesGrain>(Leaver);
        await notices.NoteAsync(new CareNotice("r1", 1, CareNoticeKind.Raised, _product.Clock.GetUtcNow()));

        var before = _product.Clock.GetUtcNow();
        (await head.PostAsync($"/api/stations/fucheng/people/{Leaver}/assign", new { role = "Coordinator", stationId = "fucheng" })).Ok(HttpStatusCode.NoContent);

        var profile = (await own.ProfileAsync())!;
        (profile.CrisisQualified, profile.Competences.Length).ShouldBe((false, 0));
        profile.LicensedUntil!.Value.ShouldBeInRange(before, _product.Clock.GetUtcNow());
        (await notices.ListAsync()).ShouldBeEmpty();
    }

    /// <summary>A day from a minute ago on, with the leaver first and in the lead.</summary>
    private async Task PlanAsync(Visitor head)
    {
        var began = TimeZoneInfo.ConvertTime(_product.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).AddMinutes(-1);
        (await head.PostAsync($"{Duty}/shifts", new
        {
            day = began.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            from = began.ToString("HH:mm", CultureInfo.InvariantCulture),
            to = began.AddMinutes(-1).ToString("HH:mm", CultureInfo.InvariantCulture),
            primary = Leaver,
            secondary = Colleague,
            lead = Leaver,
        })).Ok(HttpStatusCode.NoContent);
    }

    private async Task<ICaseGrain> OwnedAsync(Visitor head)
    {
        var held = Grains.GetGrain<ICaseGrain>("leaving-1");
        await held.HearAsync(new CareNews(
            1, CareNewsKind.Asked, "fucheng", null, "counselling", "head.fucheng", RiskLevel.General, true, [], Actor.Resident, null, _product.Clock.GetUtcNow()));
        (await held.AcceptAsync("accept", new AcceptCase(new CareWorker(new Actor(Leaver, Role.Counsellor, "fucheng")), Colleague))).Refused.ShouldBeNull();
        await UntilAsync(
            async () => (await head.GetAsync("/api/triage")).Ok()["cases"]!.AsArray(), cases => cases.Any(row => (string?)row!["owner"] == Leaver));
        return held;
    }

    private static async Task<string> CryAsync(Visitor resident) => (string)(await resident.PostAsync(
        "/api/requests",
        new { service = "psychological-support", location = new { lat = 22.73, lon = 114.02 }, riskCue = true, stationId = "fucheng" })).Ok(HttpStatusCode.Created)["id"]!;

    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var answer = await ask();
            if (wanted(answer))
            {
                return answer;
            }

            patience.IsCancellationRequested.ShouldBeFalse($"The awaited answer did not come; the last one was {answer}.");
            await Task.Yield();
        }
    }
}
