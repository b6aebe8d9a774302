/** What accounts for a calculator's result, once there is one. */
import { CalculatorAccount } from "../calculators/account.js";
import { register } from "../frame/registry.js";

register("account", CalculatorAccount);
