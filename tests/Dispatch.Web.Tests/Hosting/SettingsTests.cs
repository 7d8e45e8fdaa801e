using Dispatch.Web.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

public class SettingsTests
{
    [Fact]
    public void Settings_WithSeveralFaults_AreRefusedNamingEach()
    {
        var options = new DispatchOptions { Mode = "Cluster", DataDirectory = " ", Secret = "short" };
        options.Demo.Password = "abc";
        options.Demo.Volunteers = -1;
        options.RateLimits.HelpPerMinute = 0;

        var result = new DispatchOptionsValidator().Validate(null, options);

        result.Failed.ShouldBeTrue();
        string.Join('\n', result.Failures!).ShouldSatisfyAllConditions(
            text => text.ShouldContain("Dispatch:Mode"),
            text => text.ShouldContain("Dispatch:DataDirectory"),
            text => text.ShouldContain("Dispatch:Secret"),
            text => text.ShouldContain("Dispatch:Demo:Password"),
            text => text.ShouldContain("Dispatch:Demo:Volunteers"),
            text => text.ShouldContain("Dispatch:RateLimits:HelpPerMinute"));
    }

    [Fact]
    public void Settings_AsTheyCome_AreValid() => new DispatchOptionsValidator().Validate(null, new DispatchOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Refusals_OfEveryCode_HaveAStatusAndAnUnavailableOneSaysWhenToTryAgain()
    {
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            var status = Problems.Status(code);
            status.ShouldBeInRange(400, 503);
            (Problems.RetryAfter(code) is not null).ShouldBe(status is 429 or 503, code.ToString());
        }
    }
}
